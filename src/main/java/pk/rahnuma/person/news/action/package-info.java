/// Actions of the script `news`.
package pk.rahnuma.person.news.action;
