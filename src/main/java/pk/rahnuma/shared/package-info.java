/// Shared kernel: clock, messages, references, languages, operating mode, exceptions and other small types without a
/// domain. Every package may use it; it uses no other package.
package pk.rahnuma.shared;
