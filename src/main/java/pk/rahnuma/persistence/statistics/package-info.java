/// Time buckets and percentiles, for the SQL of reports.
package pk.rahnuma.persistence.statistics;
