/// The banner: a notice to everybody, on every channel.
package pk.rahnuma.messaging.banner;
