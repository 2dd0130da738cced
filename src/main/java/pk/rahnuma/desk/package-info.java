/// Use cases of a person at the desk, once for chat, pages, API and keys, and free of HTTP: drafts and forms,
/// applications
/// and actions on them, the conversation, tickets, organisations, rights over personal data.
///
/// A [Caller] says who; a [RequestIdentity] recognises a repeated request. A refusal is a [DeskException].
@NullMarked
package pk.rahnuma.desk;

import io.micronaut.core.annotation.NullMarked;
