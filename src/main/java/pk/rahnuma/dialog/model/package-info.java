/// Values of the dialog engine: states, inputs, replies, calls. All are immutable and can be written as JSON
/// ([DialogJson]). Hosts and channel adapters use them.
package pk.rahnuma.dialog.model;
