/// Classification and logging of database faults. Every package that catches exceptions of the database uses it.
package pk.rahnuma.persistence.fault;
