/// Members of staff and their administration.
package pk.rahnuma.console.member;
