namespace RingRift.Eventing.Handling;

/// <summary>Does something for each of many things, where one that fails must not keep the others from being looked after.</summary>
public static class EachApart
{
    /// <summary>Does it for each, one after the other.</summary>
    /// <param name="things">The things; their text names them in errors.</param>
    /// <param name="action">What to do.</param>
    /// <exception cref="AggregateException">It failed for some; the others are done.</exception>
    public static async Task RunAsync<T>(IEnumerable<T> things, Func<T, Task> action)
    {
        var errors = new List<Exception>();
        foreach (var thing in things)
        {
            try
            {
                await action(thing).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                errors.Add(new InvalidOperationException($"{thing}: {e.Message}", e));
            }
        }

        if (errors.Count > 0)
        {
            throw new AggregateException(errors);
        }
    }
}
