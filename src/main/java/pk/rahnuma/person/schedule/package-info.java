/// Jobs that run once per cluster, with db-scheduler. No package calls it.
package pk.rahnuma.person.schedule;
