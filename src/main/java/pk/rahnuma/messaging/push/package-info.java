/// Web push: messages to browsers and apps by their push services (RFC 8030, 8291 and 8292). The address of a push
/// service comes from outside: [PushEndpointRules] has the addresses that the desk connects to.
package pk.rahnuma.messaging.push;
