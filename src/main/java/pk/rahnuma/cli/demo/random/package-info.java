/// Random data for the demo, all from one seed: identities, form answers, texts and times. Only [pk.rahnuma.cli.demo]
/// uses it.
package pk.rahnuma.cli.demo.random;
