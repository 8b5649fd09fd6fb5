-- Tables that Python owns: landing (bytes and batches), staging (one table per dataset), ops (what happened).
-- Applied by runtime/warehouse.py as the owner, under an advisory lock; every statement may run again.

create schema if not exists landing;
create schema if not exists staging;
create schema if not exists ops;

-- One row per version of a file or page as it was received. The bytes lie in the archive under their sha256.
create table if not exists landing.files (
    file_id       bigint generated always as identity primary key,
    sha256        text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    source_id     text not null,
    origin        text not null,                      -- path below the source's folder, or the public URL
    file_name     text not null,
    bytes         bigint not null check (bytes >= 0),
    received_at   timestamptz not null default now(),
    current_since timestamptz not null default now(), -- when this content last became the newest of its origin
    is_sample     boolean not null default false,
    unique (source_id, is_sample, origin, sha256)
);

-- One row per file version x parser version. Models read only rows whose batch is accepted (landing.live_batches).
create table if not exists landing.batches (
    batch_id         bigint generated always as identity primary key,
    file_id          bigint not null references landing.files,
    source_id        text not null,
    dataset          text not null,
    parser_version   text not null,                   -- version of the parser + hash of the source's YAML
    status           text not null default 'registered'
                     check (status in ('registered', 'staged', 'accepted', 'rejected')),
    rows_in          integer not null default 0,
    rows_staged      integer not null default 0,
    rows_quarantined integer not null default 0,
    rows_ignored     integer not null default 0,
    notes            jsonb,                           -- what the parser noticed: proof of number styles, hidden rows
    min_rows         integer not null default 0,      -- the fewest rows that the layouts which read it must give
    reason           text,                            -- why it was rejected, in one line
    registered_at    timestamptz not null default now(),
    staged_at        timestamptz,
    judged_at        timestamptz,
    unique (file_id, parser_version),
    constraint every_row_is_accounted_for check (rows_in = rows_staged + rows_quarantined + rows_ignored)
);
create index if not exists batches_source on landing.batches (source_id, status);

-- Which cells a row came from. Rows of one table have them in the same columns: they share a map, in which '#' stands for
-- the row's own number.
create table if not exists staging.cell_map (
    batch_id bigint not null,
    map_no   integer not null,
    cells    json not null,                           -- column name -> cell address: {"budget_idr": "K#"}
    primary key (batch_id, map_no)
);

-- What is known of an outlet's pages, so that a crawl asks only for what changed since (ETag, Last-Modified) and one that
-- was killed goes on where it was. Of a feed, sitemap or index page also what it links to, as that source's YAML chose.
create table if not exists landing.crawl_pages (
    source_id     text not null,
    is_sample     boolean not null,
    url           text not null,                      -- the public one, as landing.files.origin
    sha256        text check (sha256 ~ '^[0-9a-f]{64}$'), -- of an article: the version in landing.files
    kind          text check (kind in ('index', 'feed', 'sitemap', 'sitemaps')), -- of a listing: what it is
    links         text[],
    spec_hash     text,                               -- of the YAML that chose the links
    etag          text,
    last_modified text,
    checked_at    timestamptz not null,
    primary key (source_id, is_sample, url),
    constraint an_article_or_a_listing check ((sha256 is null) <> (kind is null))
);
-- The last crawl of each outlet; one that did not end may be taken up again.
create table if not exists landing.crawls (
    source_id  text not null,
    is_sample  boolean not null,
    started_at timestamptz not null,
    ended_at   timestamptz,
    primary key (source_id, is_sample)
);

-- Tables of rows do not refer to landing.batches: a batch is loaded in one transaction that holds a lock on its row, and
-- to look it up again for every row would take a fifth of a large load's time.
create table if not exists staging.budget_realisation (
    batch_id           bigint not null,
    sheet              text not null,
    row_no             integer not null,              -- row of the sheet, as a spreadsheet shows it
    column_no          integer not null,              -- a table with a column a year gives several lines a row
    region_code        text not null,                 -- Kemendagri, dotted
    agency_code        text,
    agency_name        text not null,
    function_code      text,                          -- bidang urusan, as 2.16
    program_code       text,
    program_name       text,
    activity_code      text,
    activity_name      text,
    sub_activity_code  text,
    sub_activity_name  text,
    account_code       text,                          -- null where a document stops at the agency
    account_name       text,
    expenditure_class  text not null check (
        expenditure_class in ('operating', 'capital', 'contingency', 'transfer', 'unspecified')
    ),
    funding_source     text not null,                 -- 'unspecified' where the document does not say
    fiscal_year        integer not null,
    period_month       integer not null check (period_month between 1 and 12),
    budget_stage       text not null,                 -- murni, pergeseran, perubahan, unspecified
    realisation_basis  text not null check (realisation_basis in ('month', 'to_date')),
    budget_idr         numeric(20, 2),
    realised_idr       numeric(20, 2),
    as_of_date         date,
    source_ref         text not null,                 -- file#sheet!cell of realised_idr
    budget_source_ref  text,                          -- file#sheet!cell of budget_idr
    cell_map           integer not null,              -- map_no of staging.cell_map
    primary key (batch_id, row_no, column_no, sheet)  -- in the order of writing, the longest last
);

-- What a region plans and realises by account line, as DJPK publishes it: only lines without lines below them.
create table if not exists staging.budget_posture (
    batch_id             bigint not null,
    sheet                text not null,
    row_no               integer not null,
    column_no            integer not null,
    region_code          text not null,
    fiscal_year          integer not null,
    account_path         text not null,               -- Belanja Daerah > Belanja Lainnya > Belanja Hibah
    account_name         text not null,
    budget_idr           numeric(20, 2),
    realised_to_date_idr numeric(20, 2),
    as_of_date           date,                        -- null: the document does not say
    source_ref           text not null,               -- cell of realised_to_date_idr; of budget_idr where that is blank
    budget_source_ref    text,
    cell_map             integer not null,
    primary key (batch_id, row_no, column_no, sheet)  -- in the order of writing, the longest last
);

create table if not exists staging.program_reach (
    batch_id          bigint not null,
    sheet             text not null,
    row_no            integer not null,
    column_no         integer not null,               -- a row may give several figures, side by side
    region_code       text not null,
    agency_name       text not null,
    program_name      text not null,
    activity_name     text,
    measure           text not null,                  -- recipient, participant, vacancy, item, graduate, trained ...
    beneficiary_unit  text not null,
    period_start      date not null,
    period_end        date not null,
    target_count      numeric(20, 2),
    reached_count     numeric(20, 2),
    registry          text,
    funding_source    text,
    source_ref        text not null,                  -- cell of reached_count; of target_count where nothing was reached
    target_source_ref text,
    cell_map          integer not null,
    primary key (batch_id, row_no, column_no, sheet)  -- in the order of writing, the longest last
);

create table if not exists staging.poverty_indicator (
    batch_id        bigint not null,
    sheet           text not null,
    row_no          integer not null,
    column_no       integer not null,                 -- a wide table gives several figures a row
    region_code     text not null,
    region_name     text not null,                    -- as printed
    indicator_code  text not null,
    area            text not null check (area in ('all', 'urban', 'rural')),
    period_year     integer not null,
    period_part     text not null,                    -- annual, march, september, m01..m12
    value           numeric(24, 6),
    unit            text not null,                    -- persen, indeks, rupiah_per_kapita_bulan, jiwa, KK
    unit_printed    text,                             -- as printed, with its scale: RIBU JIWA
    publisher       text not null,
    kind            text not null check (kind in ('estimate', 'registry')),
    vintage_date    date,
    source_ref      text not null,
    cell_map        integer not null,
    primary key (batch_id, row_no, column_no, sheet)  -- in the order of writing, the longest last
);

-- Persons. Names and NIK never enter: a keyed hash stands for the NIK. A fault is a word, so that no number stands there.
create table if not exists staging.beneficiary (
    batch_id       bigint not null,
    sheet          text not null,
    row_no         integer not null,
    region_code    text not null,
    program_name   text not null,
    period_year    integer,
    nik_hash       text check (nik_hash ~ '^[0-9a-f]{64}$'), -- null: no digits, or digits were lost
    nik_is_valid   boolean not null,
    nik_fault      text check (nik_fault ~ '^[a-z][a-z0-9_]*$'),
    birth_year     integer,
    sex            text check (sex in ('L', 'P')),
    source_ref     text not null,
    cell_map       integer not null,
    primary key (batch_id, row_no, sheet)
);

create table if not exists staging.news_article (
    batch_id         bigint not null references landing.batches,
    article_url      text not null,
    outlet           text not null,
    title            text not null,
    author           text,
    place            text,                            -- of the dateline
    published_at     timestamptz,
    published_date   date,
    published_origin text,                            -- json_ld, meta, text, htmldate
    is_advertorial   boolean not null default false,
    body             text not null,                   -- stays in staging
    body_sha256      text not null,
    primary key (batch_id)
);

create table if not exists staging.news_figure (
    batch_id        bigint not null references landing.batches,
    figure_no       integer not null,
    article_url     text not null,
    sentence_no     integer not null,
    quote           text not null,
    sentence        text not null,
    start_offset    integer not null,
    end_offset      integer not null,
    value           numeric(24, 6),
    value_high      numeric(24, 6),
    unit            text,
    role            text,
    qualifier       text not null,
    region_code     text,
    period_start    date,
    period_end      date,
    program         text,
    funding_source  text,
    reason          text,                             -- why value is null
    confidence      numeric(4, 3) not null,
    source_ref      text not null,                    -- url#s<sentence_no>
    value_tolerance numeric(24, 6),                   -- half a unit of the last printed digit of value
    inside_check    text check (inside_check in ('consistent', 'contradicts')), -- with other figures of the article
    inside_check_reason text,
    inside_check_value  numeric(24, 6),               -- what the other figures make of value, where it follows from them
    inside_check_ref    text,                         -- url#s<sentence_no> of the first of those
    primary key (batch_id, figure_no)
);

-- Which accepted articles are copies: staging/news_copies.py writes these and keeps them to the live articles.
create table if not exists staging.news_copy (
    batch_id   bigint primary key,
    cluster_id text,                                  -- null until it is joined with those like it
    version    text not null,                         -- of the rules it was compared by
    staged_at  timestamptz                            -- of the batch, when it was compared
);
create index if not exists news_copy_cluster on staging.news_copy (cluster_id);

-- Hashes of passages and figures that copies share; no word of a text can be read from them.
create table if not exists staging.news_mark (
    mark           bigint not null,
    published_date date,
    batch_id       bigint not null,
    primary key (batch_id, mark)
);
create index if not exists news_mark_shared on staging.news_mark (mark, published_date);

create table if not exists staging.news_copy_pair (
    batch_id bigint not null,
    other_id bigint not null check (other_id > batch_id),
    kind     text not null check (kind in ('text', 'event')),
    primary key (batch_id, other_id)
);
create index if not exists news_copy_pair_other on staging.news_copy_pair (other_id);

-- A printed figure beside the one that follows from the rows: proof, never loaded as data. check_name says what was
-- compared: total (the sum of the rows below), cross_level (of the level below), ratio (a printed percentage). tolerance
-- is how far apart the two may be by rounding alone.
create table if not exists staging.control_total (
    batch_id       bigint not null references landing.batches,
    sheet          text not null,
    cell           text not null,
    measure        text not null,
    label          text not null,
    stated_value   numeric(24, 6) not null,
    computed_value numeric(24, 6) not null,
    tolerance      numeric(24, 6) not null default 0 check (tolerance >= 0),
    check_name     text not null default 'total' check (check_name in ('total', 'cross_level', 'ratio')),
    primary key (batch_id, sheet, cell, check_name)
);
-- A warehouse from before tolerance and check_name; asked first, because to alter a table waits for all who read it.
do $$
begin
    if (select array_length(conkey, 1) from pg_constraint
        where conrelid = to_regclass('staging.control_total') and contype = 'p') = 3 then
        alter table staging.control_total
            add column tolerance numeric(24, 6) not null default 0 check (tolerance >= 0),
            add column check_name text not null default 'total' check (check_name in ('total', 'cross_level', 'ratio')),
            drop constraint control_total_pkey,
            add primary key (batch_id, sheet, cell, check_name);
    end if;
end $$;

-- Reference: all regions of Indonesia (Kemendagri codes), loaded by COPY from include/reference.
create table if not exists staging.ref_region (
    region_code      text primary key,
    region_code_bps  text,
    name             text not null,
    level            text not null check (level in ('nation', 'province', 'regency', 'city', 'district', 'village')),
    parent_code      text,
    valid_from       date not null,
    valid_to         date
);
-- Regions that were made of a part of another one: since that day the other one counts another area.
create table if not exists staging.ref_region_split (
    region_code text primary key,
    valid_from  date not null,
    split_from  text,                                 -- null where it is not known
    law         text not null
);
create table if not exists ops.reference_loads (
    table_name  text primary key,
    sha256      text not null,
    row_count   integer not null,
    loaded_at   timestamptz not null default now()
);

-- What could not be collected when it was last tried: a folder that is not there, a file that cannot be read, an outlet
-- that is down.
create table if not exists ops.source_faults (
    source_id  text not null,
    fault      text not null,
    seen_at    timestamptz not null default now(),
    primary key (source_id, fault)
);

create table if not exists ops.runs (
    run_id      text primary key,
    started_at  timestamptz not null default now(),
    ended_at    timestamptz,
    state       text not null default 'running' check (state in ('running', 'published', 'unchanged', 'failed')),
    detail      text
);

-- What Great Expectations said, over time. observed holds counts and bounds, never a value of a personal column.
create table if not exists ops.check_results (
    batch_id         bigint not null references landing.batches,
    dataset          text not null,
    check_name       text not null,
    column_name      text,
    severity         text not null check (severity in ('critical', 'warning', 'info')),
    success          boolean not null,
    observed         text,
    unexpected_count bigint,
    element_count    bigint,
    reason           text not null,
    checked_at       timestamptz not null default now(),
    primary key (batch_id, check_name)
);

-- What was not taken, and why: a whole batch (row_no is null) or one row.
create table if not exists ops.quarantine (
    quarantine_id bigint generated always as identity primary key,
    batch_id      bigint not null references landing.batches,
    sheet         text,
    row_no        integer,
    cell          text,
    rule          text not null,
    reason        text not null,
    created_at    timestamptz not null default now()
);
create index if not exists quarantine_batch on ops.quarantine (batch_id);
-- One evaluation per rule: a rule says once what it finds in a place. The sheet's name enters as a hash: a hostile one
-- may be longer than an index entry. Rows of a warehouse from before the rule are made single first.
do $$
begin
    if to_regclass('ops.quarantine_once') is null then
        delete from ops.quarantine q
        using (
            select quarantine_id,
                   row_number() over (partition by batch_id, sheet, row_no, cell, rule order by quarantine_id) as nth
            from ops.quarantine
        ) same
        where same.quarantine_id = q.quarantine_id and same.nth > 1;
        create unique index quarantine_once
            on ops.quarantine (batch_id, hashtextextended(sheet, 0), row_no, cell, rule) nulls not distinct;
    end if;
end $$;

-- Which version of a file an operator put in place of a faulty one (lumbung quarantine replay --file). When the faulty
-- one is collected again, its correction stays the current version of the origin.
create table if not exists ops.corrections (
    file_id      bigint primary key references landing.files,
    corrected_by bigint not null references landing.files check (corrected_by <> file_id),
    corrected_at timestamptz not null default now()
);

create table if not exists ops.publishes (
    publish_id    bigint generated always as identity primary key,
    started_at    timestamptz not null default now(),
    published_at  timestamptz,
    state         text not null default 'building' check (state in ('building', 'published', 'failed')),
    inputs_sha256 text not null,
    rules_sha256  text,                               -- of what is no batch: reference tables, the dbt project
    from_nothing  boolean not null default true,      -- whether all was built, or only what changed batches touch
    detail        text
);

-- The batches that a build reads, as they were live when it began: models that run one after the other read the same.
create table if not exists ops.build_batches (
    batch_id      bigint primary key,
    source_id     text not null,
    is_sample     boolean not null,
    current_since timestamptz not null
);
-- The batches that are live now and were not in the publish before, or the other way round: what a build must look at.
create table if not exists ops.changed_batches (
    batch_id bigint primary key
);
-- Every accepted version of a file as it was when the build began: the live ones, and those that they took the place of.
create table if not exists ops.build_versions (
    batch_id      bigint primary key,
    source_id     text not null,
    origin        text not null,
    received_at   timestamptz not null,
    current_since timestamptz not null,
    is_sample     boolean not null,
    is_live       boolean not null,
    versions      bigint not null                     -- of that origin
);
-- The versions that were accepted since the publish before, or are accepted no more: what files state of one thing, live
-- or superseded, must be put in order again.
create table if not exists ops.changed_versions (
    batch_id bigint primary key
);

-- The publish that readers see (one row), and when its inputs were last found to be the newest.
create table if not exists ops.in_view (
    one          boolean primary key default true check (one),
    publish_id   bigint not null references ops.publishes,
    confirmed_at timestamptz not null default now()
);

-- Each time that the marts changed: by a publish, or by a rollback to one. marts_history holds, by change_no, the rows
-- that a change took out of view.
create table if not exists ops.mart_changes (
    change_no  bigint generated always as identity primary key,
    publish_id bigint not null references ops.publishes,
    kind       text not null check (kind in ('publish', 'rollback')),
    made_at    timestamptz not null default clock_timestamp()
);
create index if not exists mart_changes_made_at on ops.mart_changes (made_at);
-- From which change on a mart stands with its key of today; until: the change that made it anew, with a history of its own.
create table if not exists ops.mart_tables (
    mart         text not null,
    since_change bigint not null references ops.mart_changes,
    until_change bigint references ops.mart_changes,
    primary key (mart, since_change)
);
drop table if exists ops.published_marts;             -- of warehouses that kept each publish as tables of its own

create table if not exists ops.rollbacks (
    rollback_id     bigint generated always as identity primary key,
    from_publish_id bigint not null references ops.publishes,
    to_publish_id   bigint not null references ops.publishes,
    rolled_back_at  timestamptz not null default now()
);

-- What data_status says of all marts, whatever was true when they were built; null when that still holds. A build that
-- was killed marks nothing: after three hours it counts as failed.
create or replace view ops.marts_state as
select case
           when exists (select from ops.publishes p where p.state = 'published' and p.publish_id > v.publish_id)
               then 'recovered'
           when exists (select from ops.publishes p
                        where p.started_at > v.confirmed_at
                          and (p.state = 'failed'
                               or (p.state = 'building' and p.started_at < now() - interval '3 hours')))
               then 'stale'
       end as state
from ops.in_view v;

-- The newest accepted batch of each origin: what models may read. A rejected newer file leaves the older one live, and
-- an invented file never takes the place of a real one of the same name.
create or replace view landing.live_batches as
select b.batch_id, b.source_id, b.dataset, b.parser_version, b.judged_at, f.file_id, f.origin, f.file_name, f.sha256,
       f.received_at, f.current_since, f.is_sample
from (
    select b.batch_id,
           row_number() over (partition by f.source_id, f.is_sample, f.origin
                              order by f.current_since desc, b.batch_id desc) as nth
    from landing.batches b
    join landing.files f using (file_id)
    where b.status = 'accepted'
) newest
join landing.batches b using (batch_id)
join landing.files f using (file_id)
where newest.nth = 1;

-- Every accepted version of a file, as it was last read: the live one, and those that it took the place of.
create or replace view landing.accepted_versions as
select v.batch_id, v.source_id, v.dataset, v.file_id, v.origin, v.received_at, v.current_since, v.is_sample, v.is_live,
       count(*) over (partition by v.source_id, v.is_sample, v.origin) as versions
from (
    select b.batch_id, f.source_id, b.dataset, f.file_id, f.origin, f.received_at, f.current_since, f.is_sample,
           row_number() over (partition by b.file_id order by b.batch_id desc) as reading,
           row_number() over (partition by f.source_id, f.is_sample, f.origin
                              order by f.current_since desc, b.batch_id desc) = 1 as is_live
    from landing.batches b
    join landing.files f using (file_id)
    where b.status = 'accepted'
) v
where v.reading = 1;

-- Persons on the newest lists of more than one program, one row a person and program: no fault, but worth a look.
create or replace view staging.beneficiary_in_several_programs as
select p.nik_hash, p.program_name, p.rows_listed, p.region_codes, p.source_refs
from (
    select b.nik_hash, b.program_name, count(*) as rows_listed,
           array_agg(distinct b.region_code order by b.region_code) as region_codes,
           array_agg(b.source_ref order by b.source_ref) as source_refs,
           count(*) over (partition by b.nik_hash) as programs
    from staging.beneficiary b
    join landing.live_batches using (batch_id)
    where b.nik_hash is not null
    group by b.nik_hash, b.program_name
) p
where p.programs > 1;

-- Warehouses from before layouts with several tables and lists of persons. What is there already is asked first: to alter
-- a table waits for all who read it, and all who read it wait.
do $$
declare
    name text;
    key text;
    columns text[] := array(
        select format('%s.%s', table_name, column_name) from information_schema.columns where table_schema = 'staging'
    );
    required text[] := array(
        select format('%s.%s', table_name, column_name) from information_schema.columns
        where table_schema = 'staging' and is_nullable = 'NO'
    );
    checks text := coalesce((
        select string_agg(pg_get_constraintdef(oid), ' ') from pg_constraint
        where connamespace = 'staging'::regnamespace and contype = 'c'
    ), '');
begin
    if not exists (
        select from information_schema.columns
        where table_schema = 'landing' and table_name = 'batches' and column_name = 'min_rows'
    ) then
        alter table landing.batches
            add column min_rows integer not null default 0,
            add column notes jsonb;
    end if;
    if not exists (
        select from information_schema.columns
        where table_schema = 'ops' and table_name = 'publishes' and column_name = 'rules_sha256'
    ) then
        alter table ops.publishes
            add column rules_sha256 text,
            add column from_nothing boolean not null default true;
    end if;
    if 'budget_realisation.column_no' <> all (columns) then
        alter table staging.budget_realisation
            add column column_no integer not null default 1, -- these tables had one line a row
            drop constraint budget_realisation_pkey,
            add primary key (batch_id, row_no, column_no, sheet);
        alter table staging.budget_realisation alter column column_no drop default;
    end if;
    if 'budget_realisation.account_code' = any (required) then
        alter table staging.budget_realisation alter column account_code drop not null;
    end if;
    if checks not like '%expenditure_class%unspecified%' then
        alter table staging.budget_realisation
            drop constraint budget_realisation_expenditure_class_check,
            add constraint budget_realisation_expenditure_class_check check (
                expenditure_class in ('operating', 'capital', 'contingency', 'transfer', 'unspecified')
            );
    end if;
    for name in
        select c.conrelid::regclass || ' drop constraint ' || c.conname from pg_constraint c
        where c.contype = 'f' and c.confrelid = 'landing.batches'::regclass and c.conrelid in (
            'staging.budget_realisation'::regclass, 'staging.budget_posture'::regclass,
            'staging.program_reach'::regclass, 'staging.poverty_indicator'::regclass, 'staging.beneficiary'::regclass
        )
    loop
        execute 'alter table ' || name;
    end loop;
    for name in
        select table_name from information_schema.columns
        where table_schema = 'staging' and column_name = 'cells' and table_name <> 'cell_map'
    loop
        execute format('alter table staging.%I add column cell_map integer', name);
        execute format('
            insert into staging.cell_map (batch_id, map_no, cells)
            select batch_id,
                   row_number() over (partition by batch_id order by cells) - 1
                   + (select count(*) from staging.cell_map m where m.batch_id = known.batch_id),
                   cells::json
            from (select distinct batch_id, cells::text as cells from staging.%I) known', name);
        execute format('
            update staging.%I r set cell_map = m.map_no
            from staging.cell_map m where m.batch_id = r.batch_id and m.cells::text = r.cells::text', name);
        execute format('alter table staging.%I alter column cell_map set not null, drop column cells', name);
    end loop;
    if 'news_figure.inside_check' <> all (columns) then
        alter table staging.news_figure
            add column value_tolerance numeric(24, 6),
            add column inside_check text check (inside_check in ('consistent', 'contradicts')),
            add column inside_check_reason text,
            add column inside_check_value numeric(24, 6),
            add column inside_check_ref text;
    end if;
    if 'poverty_indicator.unit_printed' <> all (columns) then
        alter table staging.poverty_indicator add column unit_printed text;
    end if;
    for name, key in
        select c.conrelid::regclass::text, replace(pg_get_constraintdef(c.oid), 'batch_id, sheet, row_no', 'batch_id, row_no')
        from pg_constraint c
        where c.contype = 'p' and c.connamespace = 'staging'::regnamespace
          and pg_get_constraintdef(c.oid) like '%(batch_id, sheet, row_no%'
    loop
        execute format('alter table %s drop constraint %I', name, split_part(name, '.', 2) || '_pkey');
        execute format('alter table %s add %s', name, replace(key, ')', ', sheet)'));
    end loop;
    if 'beneficiary.period_year' <> all (columns) then
        alter table staging.beneficiary add column period_year integer;
    end if;
    if 'beneficiary.nik_is_valid' <> all (required) then
        update staging.beneficiary set nik_is_valid = false where nik_is_valid is null;
        alter table staging.beneficiary alter column nik_is_valid set not null;
    end if;
    if checks not like '%nik_fault%' then
        alter table staging.beneficiary
            add constraint beneficiary_nik_fault_check check (nik_fault ~ '^[a-z][a-z0-9_]*$');
    end if;
end $$;
