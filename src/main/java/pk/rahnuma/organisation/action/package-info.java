/// Actions of scripts on organisations: joining, inviting, and managing members.
package pk.rahnuma.organisation.action;
