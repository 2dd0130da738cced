/// Parts of a run with faults; see [pk.rahnuma.faults]. Other tests use [ServerProcess] and [ServerProcessGroup] too.
package pk.rahnuma.faults.run;
