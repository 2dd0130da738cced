/// News of the person: changes of applications, answers to tickets, and requests of members.
package pk.rahnuma.api.notification;
