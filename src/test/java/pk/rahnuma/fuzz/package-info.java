/// Coverage-guided fuzzing of all classes named `…FuzzTarget`, in processes of their own.
package pk.rahnuma.fuzz;
