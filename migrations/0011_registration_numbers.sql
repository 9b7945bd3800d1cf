-- Who shares a legal entity with whom is also told by the registration number (CHN-036).
create index organizations_by_registration_number on organizations (registration_number)
  where registration_number is not null;
