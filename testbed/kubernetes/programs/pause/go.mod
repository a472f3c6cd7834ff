module dbaas-portal.example/testbed/pause

go 1.24.0
