/// Applications in the console: the list, the page of an application with everything needed to decide it, and the
/// search.
package pk.rahnuma.console.application;
