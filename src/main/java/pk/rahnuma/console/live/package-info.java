/// Live updates of the console: events that tickets changed, on which pages load their content again.
package pk.rahnuma.console.live;
