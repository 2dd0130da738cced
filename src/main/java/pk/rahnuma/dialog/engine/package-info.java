/// Entry of the dialog engine for chats: [DialogEngine] processes one input of one
/// conversation, with all of its sessions and drafts. Pure functions without I/O.
package pk.rahnuma.dialog.engine;
