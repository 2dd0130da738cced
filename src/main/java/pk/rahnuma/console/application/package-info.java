/// Applications in the console: the list, one of them with all that is needed to decide it, and the search.
package pk.rahnuma.console.application;
