-- The tables as warehouses had them before several tables a sheet, scales and lists of persons: what an upgrade meets.
create schema if not exists landing;
create schema if not exists staging;
create schema if not exists ops;

create table if not exists landing.files (
    file_id       bigint generated always as identity primary key,
    sha256        text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    source_id     text not null,
    origin        text not null,
    file_name     text not null,
    bytes         bigint not null check (bytes >= 0),
    received_at   timestamptz not null default now(),
    current_since timestamptz not null default now(),
    is_sample     boolean not null default false,
    unique (source_id, is_sample, origin, sha256)
);

create table if not exists landing.batches (
    batch_id         bigint generated always as identity primary key,
    file_id          bigint not null references landing.files,
    source_id        text not null,
    dataset          text not null,
    parser_version   text not null,
    status           text not null default 'registered'
                     check (status in ('registered', 'staged', 'accepted', 'rejected')),
    rows_in          integer not null default 0,
    rows_staged      integer not null default 0,
    rows_quarantined integer not null default 0,
    rows_ignored     integer not null default 0,
    reason           text,
    registered_at    timestamptz not null default now(),
    staged_at        timestamptz,
    judged_at        timestamptz,
    unique (file_id, parser_version),
    constraint every_row_is_accounted_for check (rows_in = rows_staged + rows_quarantined + rows_ignored)
);
create index if not exists batches_source on landing.batches (source_id, status);

create table if not exists staging.budget_realisation (
    batch_id           bigint not null references landing.batches,
    sheet              text not null,
    row_no             integer not null,
    region_code        text not null,
    agency_code        text,
    agency_name        text not null,
    function_code      text,
    program_code       text,
    program_name       text,
    activity_code      text,
    activity_name      text,
    sub_activity_code  text,
    sub_activity_name  text,
    account_code       text not null,
    account_name       text,
    expenditure_class  text not null check (expenditure_class in ('operating', 'capital', 'contingency', 'transfer')),
    funding_source     text not null,
    fiscal_year        integer not null,
    period_month       integer not null check (period_month between 1 and 12),
    budget_stage       text not null,
    realisation_basis  text not null check (realisation_basis in ('month', 'to_date')),
    budget_idr         numeric(20, 2),
    realised_idr       numeric(20, 2),
    as_of_date         date,
    source_ref         text not null,
    budget_source_ref  text,
    cells              jsonb not null,
    primary key (batch_id, sheet, row_no)
);

create table if not exists staging.program_reach (
    batch_id          bigint not null references landing.batches,
    sheet             text not null,
    row_no            integer not null,
    column_no         integer not null,
    region_code       text not null,
    agency_name       text not null,
    program_name      text not null,
    activity_name     text,
    measure           text not null,
    beneficiary_unit  text not null,
    period_start      date not null,
    period_end        date not null,
    target_count      numeric(20, 2),
    reached_count     numeric(20, 2),
    registry          text,
    funding_source    text,
    source_ref        text not null,
    target_source_ref text,
    cells             jsonb not null,
    primary key (batch_id, sheet, row_no, column_no)
);

create table if not exists staging.poverty_indicator (
    batch_id        bigint not null references landing.batches,
    sheet           text not null,
    row_no          integer not null,
    column_no       integer not null,
    region_code     text not null,
    region_name     text not null,
    indicator_code  text not null,
    area            text not null check (area in ('all', 'urban', 'rural')),
    period_year     integer not null,
    period_part     text not null,
    value           numeric(24, 6),
    unit            text not null,
    publisher       text not null,
    kind            text not null check (kind in ('estimate', 'registry')),
    vintage_date    date,
    source_ref      text not null,
    cells           jsonb not null,
    primary key (batch_id, sheet, row_no, column_no)
);

create table if not exists staging.beneficiary (
    batch_id       bigint not null references landing.batches,
    sheet          text not null,
    row_no         integer not null,
    region_code    text not null,
    program_name   text not null,
    nik_hash       text check (nik_hash ~ '^[0-9a-f]{64}$'),
    nik_is_valid   boolean,
    nik_fault      text,
    birth_year     integer,
    sex            text check (sex in ('L', 'P')),
    source_ref     text not null,
    cells          jsonb not null,
    primary key (batch_id, sheet, row_no)
);

create table if not exists staging.news_article (
    batch_id         bigint not null references landing.batches,
    article_url      text not null,
    outlet           text not null,
    title            text not null,
    author           text,
    place            text,
    published_at     timestamptz,
    published_date   date,
    published_origin text,
    is_advertorial   boolean not null default false,
    body             text not null,
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
    reason          text,
    confidence      numeric(4, 3) not null,
    source_ref      text not null,
    primary key (batch_id, figure_no)
);

create table if not exists staging.control_total (
    batch_id      bigint not null references landing.batches,
    sheet         text not null,
    cell          text not null,
    measure       text not null,
    label         text not null,
    stated_value  numeric(24, 6) not null,
    computed_value numeric(24, 6) not null,
    primary key (batch_id, sheet, cell)
);

create table if not exists staging.ref_region (
    region_code      text primary key,
    region_code_bps  text,
    name             text not null,
    level            text not null check (level in ('nation', 'province', 'regency', 'city', 'district', 'village')),
    parent_code      text,
    valid_from       date not null,
    valid_to         date
);
create table if not exists ops.reference_loads (
    table_name  text primary key,
    sha256      text not null,
    row_count   integer not null,
    loaded_at   timestamptz not null default now()
);

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

create table if not exists ops.publishes (
    publish_id    bigint generated always as identity primary key,
    started_at    timestamptz not null default now(),
    published_at  timestamptz,
    state         text not null default 'building' check (state in ('building', 'published', 'failed')),
    inputs_sha256 text not null,
    detail        text
);

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
