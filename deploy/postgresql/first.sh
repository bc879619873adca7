#!/bin/sh
# The first start of PostgreSQL's own image: the role that owns our tables, and its database. See pg_ident.conf for a machine without
# containers, where no passwords are needed.
set -eu
psql --set=ON_ERROR_STOP=1 --set=password="$(cat /run/secrets/perspectief)" --username postgres <<'SQL'
CREATE ROLE perspectief LOGIN CREATEROLE PASSWORD :'password';
CREATE DATABASE perspectief OWNER perspectief ENCODING 'UTF8' TEMPLATE template0;
SQL
