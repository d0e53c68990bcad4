using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.FunctionsRuntime.Declarations;

namespace RingRift.FunctionsRuntime.Admin;

/// <summary>A function as the platform's admin interface lists it.</summary>
internal sealed record FunctionMetadata(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("language")] string Language,
    [property: JsonPropertyName("isDisabled")] bool IsDisabled,
    [property: JsonPropertyName("href")] string Href,
    [property: JsonPropertyName("invoke_url_template")] string? InvokeUrlTemplate,
    [property: JsonPropertyName("config")] FunctionConfiguration Config)
{
    public static FunctionMetadata Of(FunctionDescriptor function, HttpRequest request, string prefix)
    {
        var origin = $"{request.Scheme}://{request.Host}";
        var invokeUrl = function.Trigger is HttpTriggerAttribute http ? $"{origin}/{prefix}/{http.Route ?? function.Name}" : null;
        return new FunctionMetadata(
            function.Name,
            "dotnet-isolated",
            IsDisabled: false,
            $"{origin}/admin/functions/{function.Name}",
            invokeUrl,
            FunctionConfiguration.Of(function));
    }
}
