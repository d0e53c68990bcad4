using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RingRift.Emulators.EventGrid.Delivery;

namespace RingRift.Emulators.EventGrid;

/// <summary>Addresses that the service does not have: a status page, and the one where a webhook's owner gives consent by hand.</summary>
internal static class EmulatorEndpoints
{
    public const string ValidatePath = "/emulator/validate";

    public static void Map(
        IEndpointRouteBuilder routes, Func<EmulatorStatus> status,
        IReadOnlyDictionary<string, (WebHookHandshake Handshake, SubscriptionPump Pump)> webHooks)
    {
        routes.MapGet("/emulator/status", () => Results.Json(status()));
        // POST too: a CloudEvents callback may be called by either.
        routes.MapMethods(ValidatePath, [HttpMethods.Get, HttpMethods.Post], (string subscription, string code) =>
        {
            if (!webHooks.TryGetValue(subscription, out var webHook) || webHook.Handshake.Code != code)
            {
                return Results.NotFound();
            }
            webHook.Pump.Confirm();
            return Results.Text("Webhook successfully validated as a subscription endpoint");
        });
    }
}
