/// What staff do with tickets: claim, answer, sort, close; each under the lock of the person, and in the audit log.
package pk.rahnuma.ticket.work;
