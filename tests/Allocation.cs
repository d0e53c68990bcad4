namespace RingRift.Tests;

/// <summary>Bytes that code allocates on the heap.</summary>
internal static class Allocation
{
    private const int Rounds = 5;

    /// <summary>
    /// The fewest bytes for each call that the current thread allocates in one of several rounds of calls. A collection that another test
    /// causes counts the rest of the thread's buffer, some kilobytes, as allocated; it does not do so every time, and what the code
    /// allocates is there every time.
    /// </summary>
    public static long FewestOf(Action call, int calls = 10) => Enumerable.Range(0, Rounds).Min(_ =>
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var made = 0; made < calls; made++)
        {
            call();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / calls;
    });
}
