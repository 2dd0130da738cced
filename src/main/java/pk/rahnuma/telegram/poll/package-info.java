/// Long polling for updates, on one node at a time, with its health and metrics.
package pk.rahnuma.telegram.poll;
