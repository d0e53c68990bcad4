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
    private readonly IConfigurationSection _keys = configuration.GetSection("FunctionKeys");

    /// <summary>Whether a request may call an HTTP function.</summary>
    public bool Admits(HttpRequest request, string function, AuthorizationLevel level) => level switch
    {
        AuthorizationLevel.Anonymous => true,
        AuthorizationLevel.Function => AdmitsAny(request, "Master", "Host", $"Functions:{function}"),
        AuthorizationLevel.System => AdmitsAny(request, "Master", "EventGrid"),
        _ => AdmitsAny(request, "Master"),
    };

    private bool AdmitsAny(HttpRequest request, params string[] names)
    {
        if (!_keys.GetChildren().Any())
        {
            return true;
        }

        var text = request.Headers[Header].FirstOrDefault() ?? request.Query[Query].FirstOrDefault() ?? string.Empty;
        var given = Encoding.UTF8.GetBytes(text);
        return names
            .Select(name => _keys[name])
            .Where(key => !string.IsNullOrEmpty(key))
            .Any(key => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key!), given));
    }
}
