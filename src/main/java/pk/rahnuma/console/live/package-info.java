/// What the console hears as it happens: that tickets changed. Pages fetch anew what they show.
package pk.rahnuma.console.live;
