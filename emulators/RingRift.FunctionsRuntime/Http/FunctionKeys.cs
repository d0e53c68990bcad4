using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace RingRift.FunctionsRuntime.Http;

/// <summary>
/// Access keys from the settings <c>FunctionKeys:Master</c>, <c>FunctionKeys:Host</c>, <c>FunctionKeys:EventGrid</c> and
/// <c>FunctionKeys:Functions:NAME</c>. Without any of them every caller is let in, as with the platform's tools during development.
/// </summary>
internal sealed class FunctionKeys(IConfiguration configuration)
{
    private const string Header = "x-functions-key";
    private const string Query = "code";
    private const string Master = "Master";
    private const string Host = "Host";
    private const string EventGrid = "EventGrid";
    private readonly IConfigurationSection _keys = configuration.GetSection("FunctionKeys");

    /// <summary>
    /// The status that refuses a request: 401 without a valid key, 403 for a valid one that is not enough; null for a request that may go
    /// on.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="function">The function it calls; null for an address of the host's own.</param>
    /// <param name="level">The level that is needed.</param>
    public int? Refusal(HttpRequest request, string? function, AuthorizationLevel level)
    {
        if (level == AuthorizationLevel.Anonymous || !_keys.GetChildren().Any())
        {
            return null;
        }

        string[] own = function is null ? [] : [$"Functions:{function}"];
        string[] enough = level switch
        {
            AuthorizationLevel.Function => [Master, Host, .. own],
            AuthorizationLevel.System => [Master, EventGrid],
            _ => [Master],
        };
        var given = GivenBy(request);
        return Holds(given, enough) ? null
            : Holds(given, [Master, Host, EventGrid, .. own]) ? StatusCodes.Status403Forbidden
            : StatusCodes.Status401Unauthorized;
    }

    private static byte[] GivenBy(HttpRequest request) =>
        Encoding.UTF8.GetBytes(request.Headers[Header].FirstOrDefault() ?? request.Query[Query].FirstOrDefault() ?? string.Empty);

    private bool Holds(byte[] given, string[] names) => names
        .Select(name => _keys[name])
        .Where(key => !string.IsNullOrEmpty(key))
        .Any(key => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key!), given));
}
