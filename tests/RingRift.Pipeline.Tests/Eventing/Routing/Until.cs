namespace RingRift.Pipeline.Tests.Eventing.Routing;

/// <summary>Waits for what other threads are about to do, by looking and letting them.</summary>
internal static class Until
{
    public static async Task TrueAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Yield();
        }
    }
}
