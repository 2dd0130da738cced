/// Who is on the staff, and what an administrator changes about it.
package pk.rahnuma.console.member;
