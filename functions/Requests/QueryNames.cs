using Microsoft.AspNetCore.Http;

namespace RingRift.Functions.Requests;

/// <summary>The names that the query string of an address may have; keys of the host pass with any.</summary>
/// <param name="known">The names, in any case.</param>
internal sealed class QueryNames(params string[] known)
{
    /// <summary>For addresses that take no query.</summary>
    public static readonly QueryNames None = new();

    private static readonly string[] OfTheHost = ["code", "clientid"];

    /// <summary>The name that may be there several times; null for none.</summary>
    public string? Repeatable { get; init; }

    /// <summary>Refuses a name that would be passed over, and a value that another would hide.</summary>
    /// <exception cref="ArgumentException">There is one; the message names it and those that are known.</exception>
    public void Require(IQueryCollection query)
    {
        foreach (var (name, values) in query)
        {
            if (!known.Concat(OfTheHost).Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                var rule = known.Length == 0 ? "this address takes no query" : $"must be one of {string.Join(", ", known)}";
                throw new ArgumentException($"query '{name}={values}': {rule}");
            }

            if (values.Count > 1 && !name.Equals(Repeatable, StringComparison.OrdinalIgnoreCase))
            {
                var all = string.Join(" and ", values.Select(value => $"'{value}'"));
                throw new ArgumentException($"query '{name}' is there {values.Count} times, as {all}: must be there once");
            }
        }
    }
}
