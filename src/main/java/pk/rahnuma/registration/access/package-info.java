/// Whose an application is: [pk.rahnuma.registration.access.ApplicationAccess] is the only place that decides who may
/// see it and act on it.
package pk.rahnuma.registration.access;
