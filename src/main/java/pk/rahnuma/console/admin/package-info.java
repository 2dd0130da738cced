/// Administration of the desk: canned replies, the calendar, the banner, failed messages.
package pk.rahnuma.console.admin;
