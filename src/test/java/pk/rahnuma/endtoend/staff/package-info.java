/// Work of staff with people on Telegram: handover, tickets, the staff's group, and several servers.
package pk.rahnuma.endtoend.staff;
