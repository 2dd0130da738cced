/// The door for programs: one conversation, over HTTP. The chat page and mobile apps are its clients.
///
///     POST /api/v1/conversation          say something, and read what was answered
///     GET  /api/v1/conversation          read what was said, older or newer
///     GET  /api/v1/conversation/events   the same as it happens, as server-sent events
///     GET  /api/v1/conversation/form     the same as a form, for an app
///     PUT  /api/v1/conversation/form     answers of that form
///     POST /api/v1/conversation/files    a file, to be said by its id; and GET files/{id}, for who sent it
///     POST /api/v1/conversation/token    a chat of its own, for an app
///
/// `docs/api.md` is the page for those who write clients.
///
/// There are no accounts. Whoever has the token of a chat is its owner: 256 random bits in a cookie that no script
/// can read, or in the header `Authorization: Bearer`. Only a hash of it is kept, as the chat's address. A token that
/// nobody gave out is the same as none.
///
/// What the desk says is read from the history of the conversation, whoever asks;
/// [pk.rahnuma.api.chat.ConversationChangeNotifier] only tells those who listen that there is something to read. So
/// nothing is lost when nobody does.
///
/// Everything that goes wrong is answered with a problem document (RFC 9457), see
/// [pk.rahnuma.api.problem.ProblemDetail].
package pk.rahnuma.api;
