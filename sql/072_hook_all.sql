-- SPDX-License-Identifier: GPL-3.0-or-later
-- A webhook may be told of everything: then all bits of its kinds are set, those of kinds still to come among them. Whoever had ticked all
-- that there was meant that: no gap in the bits, and more than a few.

UPDATE hook SET kinds = 9223372036854775807 WHERE kinds >= 1023 AND (kinds & (kinds + 1)) = 0 AND kinds < 9223372036854775807;
