-- Everything a program can rely on in the schema, one line each, in an order that does not depend on how it was made.
WITH tables AS (
    SELECT class.oid, class.relname AS name, class.relrowsecurity, class.relforcerowsecurity, class.reloptions
    FROM pg_class AS class
    WHERE class.relnamespace = 'stratlogic'::regnamespace AND class.relkind = 'r'
), lines AS (
    SELECT 1 AS kind, type.typname::text AS name, 0 AS place,
        format('enum %s: %s', type.typname, string_agg(value.enumlabel, ' ' ORDER BY value.enumsortorder)) AS line
    FROM pg_type AS type JOIN pg_enum AS value ON value.enumtypid = type.oid
    WHERE type.typnamespace = 'stratlogic'::regnamespace
    GROUP BY type.typname
    UNION ALL
    SELECT 2, proname::text, 0,
        format('function %s(%s) returns %s, %s, %s', proname, pg_get_function_arguments(oid), pg_get_function_result(oid),
            CASE provolatile WHEN 'i' THEN 'immutable' WHEN 's' THEN 'stable' ELSE 'volatile' END,
            CASE WHEN prosecdef THEN 'as its owner' ELSE 'as its caller' END)
    FROM pg_proc WHERE pronamespace = 'stratlogic'::regnamespace
    UNION ALL
    SELECT 3, name, 0, format('table %s%s%s%s', name, CASE WHEN relrowsecurity THEN ', row security' END,
        CASE WHEN relforcerowsecurity THEN ', forced' END, ', with ' || array_to_string(reloptions, ' '))
    FROM tables
    UNION ALL
    SELECT 3, tables.name, 1000 + attnum,
        format('  column %s %s%s%s%s', attname, format_type(atttypid, atttypmod),
            CASE WHEN attcollation <> typcollation THEN ' collate ' || (attcollation::regcollation)::text END,
            CASE WHEN attnotnull THEN ' not null' END,
            CASE WHEN attidentity <> '' THEN ' identity' ELSE ' default ' || pg_get_expr(adbin, adrelid) END)
    FROM tables
    JOIN pg_attribute ON attrelid = tables.oid AND attnum > 0 AND NOT attisdropped
    JOIN pg_type AS type ON type.oid = atttypid
    LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    UNION ALL
    SELECT 3, tables.name, 3000 + row_number() OVER (ORDER BY conname)::int,
        format('  constraint %s %s', conname, pg_get_constraintdef(con.oid))
    FROM tables JOIN pg_constraint AS con ON conrelid = tables.oid AND contype <> 'n'
    UNION ALL
    SELECT 3, tables.name, 5000 + row_number() OVER (ORDER BY indexrelid::regclass::text)::int,
        '  ' || replace(pg_get_indexdef(indexrelid), 'stratlogic.', '')
    FROM tables JOIN pg_index ON indrelid = tables.oid
    UNION ALL
    SELECT 3, tables.name, 7000 + row_number() OVER (ORDER BY tgname)::int,
        '  ' || replace(pg_get_triggerdef(trigger.oid), 'stratlogic.', '')
    FROM tables JOIN pg_trigger AS trigger ON tgrelid = tables.oid AND NOT tgisinternal
    UNION ALL
    SELECT 3, tables.name, 8000 + row_number() OVER (ORDER BY polname)::int,
        format('  policy %s for %s using (%s) check (%s)', polname,
            CASE polcmd WHEN '*' THEN 'all' WHEN 'r' THEN 'select' WHEN 'a' THEN 'insert' ELSE polcmd::text END,
            regexp_replace(pg_get_expr(polqual, polrelid), '\s+', ' ', 'g'),
            regexp_replace(pg_get_expr(polwithcheck, polrelid), '\s+', ' ', 'g'))
    FROM tables JOIN pg_policy ON polrelid = tables.oid
    UNION ALL
    SELECT 3, tables.name, 9000 + row_number() OVER (ORDER BY grantee)::int,
        format('  granted to %s: %s', grantee, string_agg(lower(privilege_type), ' ' ORDER BY privilege_type))
    FROM tables
    JOIN information_schema.role_table_grants ON table_schema = 'stratlogic' AND table_name = name
    WHERE grantee <> 'stratlogic_owner'
    GROUP BY tables.name, grantee
)
SELECT line FROM lines ORDER BY kind, name COLLATE "C", place
