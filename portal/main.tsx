// Starts the portal: the words of one language first, then the router in its providers.
import './look/mantine.css';
import './look/theme.css';
import './look/side-bar.css';
import './look/frame.css';
import './look/parts.css';
import './look/drop.css';
import './look/forms.css';
import './look/dialog.css';
import './look/list.css';
import './look/story.css';
import { createTheme, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queries } from './api.ts';
import { entries, nouns } from './capabilities.ts';
import { preferredLanguage, speak } from './language.ts';
import { Entries, Nouns } from './parts/nouns.ts';
import { makeRouter } from './routes.tsx';
import { Words } from './words.tsx';

// The styles are files (look/theme.css), since the content security policy forbids styles made by scripts.
const theme = createTheme({ primaryColor: 'cyan', respectReducedMotion: true, cursorType: 'pointer' });
const language = preferredLanguage();
const texts = await speak(language);
const router = makeRouter();

createRoot(document.querySelector('#root')!).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
      <Words start={{ language, texts }}>
        <QueryClientProvider client={queries}>
          <Nouns value={nouns}>
            <Entries value={entries}>
              <RouterProvider router={router} />
            </Entries>
          </Nouns>
        </QueryClientProvider>
      </Words>
    </MantineProvider>
  </StrictMode>,
);
