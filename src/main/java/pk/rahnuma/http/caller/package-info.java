/// Authentication of chats by token or cookie and of programs by key, and the devices of a chat. Controllers call
/// [ChatAuthenticator]; a route that is open to keys names its scope by [RequiredScope].
@NullMarked
package pk.rahnuma.http.caller;

import io.micronaut.core.annotation.NullMarked;
