-- What one cloud asks of who enrols: the eligibility form, the number at which the applicant is called.
alter table enrolments add column eligibility jsonb, add column phone text;
alter table enrolments_history add column eligibility jsonb, add column phone text;
