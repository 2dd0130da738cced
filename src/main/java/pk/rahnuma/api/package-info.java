/// HTTP API for programs: guidance for all, and applications and one conversation for each person. The chat page and
/// mobile apps are its
/// clients.
///
///     POST /api/v1/conversation          send a message and read the replies
///     GET  /api/v1/conversation          read earlier or later messages
///     GET  /api/v1/conversation/events   the same as server-sent events
///     POST /api/v1/conversation/files    upload a file, which a message names by id; GET files/{id} for its owner
///     POST /api/v1/conversation/token    open a chat, for an app
///     GET  /api/v1/guidance/topics       topics with their answers, and the search among them
///     POST /api/v1/eligibility           whether and how to register, without a token
///     GET  /api/v1/forms                 the forms as JSON Schemas
///     GET  /api/v1/applications          drafts and applications of the person
///     POST /api/v1/sign-in               sign in; {id}/code, telegram, recovery, refresh, sign-out
///     GET  /api/v1/me/devices            devices on which the person is signed in; DELETE {id} signs one out
///     POST /api/v1/me/joinings/{id}      join two persons; GET for its state
///     GET  /api/v1/me/identities         addresses and accounts of the person; DELETE {id} parts one
///     POST /api/v1/status                status of an application by its reference and a second proof
///     GET  /api/v1/me                    the person: language, consents, export, erasure
///     GET  /api/v1/notifications         news of the person, what they have read, and how news reach them
///     GET  /api/v1/organisations         organisations, members, invitations, keys
///     GET  /api/v1/tickets               tickets of the person, their messages, and new ones
///     GET  /api/v1/openapi.yml           the description of all of it
///
/// `docs/api.md` is the page for client authors.
///
/// A person needs no account. The token of a chat proves ownership: 256 random bits in a cookie that no script can
/// read, or in the header `Authorization: Bearer`. Only a hash of it is stored. An unknown token
/// of a program is refused; an unknown cookie counts as none. A device that is signed in
/// ([pk.rahnuma.person.device.DeviceSessionService]) has an access token instead, for the same conversation. A program
/// has the key of an organisation ([pk.rahnuma.organisation.key.OrganisationKeyService]), for routes that name a scope.
///
/// Messages are read from the history of the conversation; [pk.rahnuma.api.chat.ConversationChangeNotifier] only
/// notifies listeners that there is something to read. So no message is lost without a listener.
///
/// Every error is a problem document (RFC 9457), see [pk.rahnuma.api.problem.ProblemDetail].
package pk.rahnuma.api;
