import * as z from 'zod';

// zod makes functions of text where it may, and asks by doing so. This has to be said before the first schema is made.
z.config({ jitless: true });
