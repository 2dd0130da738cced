/// Shared kernel: clock, messages, references, operating mode and other small types without a domain. Every package may
/// use it; it uses no other package.
package pk.rahnuma.shared;
