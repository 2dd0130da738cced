/// Benchmarks of the dialog engine and of turns within one process, run by scripts under `bench/`.
package pk.rahnuma.bench;
