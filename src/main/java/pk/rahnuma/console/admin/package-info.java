/// How the desk is kept: answers at hand, the calendar, the banner, messages that failed.
package pk.rahnuma.console.admin;
