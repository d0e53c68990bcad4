using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using RingRift.FunctionsRuntime.Declarations;
using RingRift.FunctionsRuntime.Http;
using RingRift.FunctionsRuntime.Settings;

namespace RingRift.FunctionsRuntime.Admin;

/// <summary>The part of the platform's admin interface that tools ask: state of the host and its functions.</summary>
internal static class AdminEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        var prefix = services.GetRequiredService<HostSettings>().RoutePrefix;
        var catalog = services.GetRequiredService<FunctionCatalog>();
        var clock = services.GetRequiredService<HostClock>();
        var admin = endpoints.MapGroup("/admin").AddEndpointFilter(RequireMasterKeyAsync);
        admin.MapGet("/host/ping", () => Results.Ok());
        admin.MapGet("/host/status", () => Results.Json(HostStatus.Of(clock)));
        admin.MapGet(
            "/functions",
            (HttpRequest request) => Results.Json(catalog.All.Select(function => FunctionMetadata.Of(function, request, prefix))));
        admin.MapGet("/functions/{name}", (HttpRequest request, string name) => catalog.Find(name) is { } function
            ? Results.Json(FunctionMetadata.Of(function, request, prefix))
            : Results.NotFound());
    }

    private static async ValueTask<object?> RequireMasterKeyAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var keys = context.HttpContext.RequestServices.GetRequiredService<FunctionKeys>();
        return keys.Refusal(context.HttpContext.Request, function: null, AuthorizationLevel.Admin) is { } refusal
            ? Results.StatusCode(refusal)
            : await next(context);
    }
}

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

/// <summary>State of the host as the platform's admin interface gives it.</summary>
internal sealed record HostStatus(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("state")] string State,
    [property: JsonPropertyName("processUptime")] long ProcessUptimeMilliseconds)
{
    /// <summary>The host answers only while it runs, so there is one state to tell.</summary>
    public static HostStatus Of(HostClock clock) =>
        new(Environment.ProcessId.ToString(CultureInfo.InvariantCulture), "Running", (long)clock.Uptime.TotalMilliseconds);
}

/// <summary>Since when the host runs.</summary>
internal sealed class HostClock(TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();

    public TimeSpan Uptime => time.GetElapsedTime(_started);
}
