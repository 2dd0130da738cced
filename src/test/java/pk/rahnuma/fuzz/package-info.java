/// Coverage-guided fuzzing of all classes named `…FuzzTarget`, each in a process of its own.
package pk.rahnuma.fuzz;
