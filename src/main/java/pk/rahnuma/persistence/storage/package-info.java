/// Free space of the volumes that this process writes to.
package pk.rahnuma.persistence.storage;
