/// The pool of connections to the database, as requests share it.
package pk.rahnuma.persistence.pool;
