import { ErrorResponse, UserManager, WebStorageStateStore, type User } from 'oidc-client-ts'
import { z } from 'zod'
import { ApiUnreachable } from '../../../lib/contracts/client.ts'
import type { Config } from '../config.ts'
import { forgetKept, isKeptFor, keepFor } from './kept.ts'

/** A token that ends within this time is renewed before it is used. */
const RENEW_BEFORE_SECONDS = 60

const returning = z.object({ returnTo: z.string().startsWith('/') })

/** Who is signed in, as far as the browser knows: the API decides what that is worth. */
export interface Session {
  /**
   * A token for the next request. Renews one that ends; where that is refused the request waits until the person has
   * signed in again, so that nothing they entered is lost.
   */
  readonly token: () => Promise<string>
  /** Tells the session that the API took the token for ended. */
  readonly refused: () => void
  readonly hasEnded: () => boolean
  /** Calls back when a sign-in ends, or is there again. @returns ends that */
  readonly subscribe: (changed: () => void) => () => void
  /**
   * Signs in again in a window of its own; this page stays as it is, unless it is somebody else who has signed in.
   * @throws an Error if the window was closed or blocked
   */
  readonly signInAgain: () => Promise<void>
  /** Leaves the page for the sign-in page, and comes back to this address. */
  readonly signInByLeaving: () => Promise<void>
  /** @throws an Error if the sign-in page cannot be reached: nothing has changed then */
  readonly signOut: () => Promise<void>
}

/**
 * Finishes a sign-in that came back to this page, takes up one that is there, or leaves for the sign-in page.
 * @returns nothing where the page is about to be left or closed
 */
export async function openSession(config: Config): Promise<Session | undefined> {
  const home = `${location.origin}/`
  const manager = new UserManager({
    authority: config.authority,
    client_id: config.clientId,
    redirect_uri: home,
    popup_redirect_uri: home,
    scope: config.scope,
    // Kept for this tab only, and gone when it is closed.
    userStore: new WebStorageStateStore({ store: sessionStorage }),
    automaticSilentRenew: false,
    monitorSession: false,
    loadUserInfo: false,
  })
  const leave = () => manager.signinRedirect({ state: { returnTo: `${location.pathname}${location.search}` } })

  const query = new URLSearchParams(location.search)
  if (query.has('state') && (query.has('code') || query.has('error'))) {
    // By what was asked for, not by who opened the window: a link elsewhere may have opened it.
    const user = await manager.signinCallback()
    if (user === undefined) return undefined
    const state = returning.safeParse(user.state)
    // With the origin in front: a path of two slashes would be another host.
    history.replaceState(undefined, '', `${location.origin}${state.success ? state.data.returnTo : '/'}`)
    return sessionOf(manager, config, leave, user.profile.sub)
  }
  const user = await manager.getUser()
  if (user === null) {
    await leave()
    return undefined
  }
  return sessionOf(manager, config, leave, user.profile.sub)
}

function sessionOf(manager: UserManager, config: Config, leave: () => Promise<void>, person: string): Session {
  keepFor(person)
  // Browsers keep pages that were left, and show them again as they were: not to the next one who signs in here.
  window.addEventListener('pageshow', ({ persisted }) => {
    if (!persisted || isKeptFor(person)) return
    document.body.hidden = true
    location.reload()
  })
  const listeners = new Set<() => void>()
  let ended: PromiseWithResolvers<void> | undefined
  let renewing: Promise<User | null> | undefined

  const tell = (): void => listeners.forEach((changed) => changed())
  const end = (): void => {
    if (ended !== undefined) return
    ended = Promise.withResolvers()
    tell()
  }
  const renew = async (): Promise<User | null> => {
    const user = await manager.getUser()
    // Without a token to renew with, the library would try a hidden frame, which no sign-in page allows.
    if (user?.refresh_token === undefined) return user?.expired === false ? user : null
    try {
      return await manager.signinSilent()
    } catch (error) {
      if (error instanceof ErrorResponse) return null
      throw new ApiUnreachable(config.authority, error)
    }
  }

  const token = async (): Promise<string> => {
    for (;;) {
      await ended?.promise
      let user = await manager.getUser()
      if (user === null || (user.expires_in ?? 0) < RENEW_BEFORE_SECONDS) {
        renewing ??= renew().finally(() => (renewing = undefined))
        user = await renewing
      }
      if (user !== null && user.expired !== true) return user.access_token
      end()
    }
  }

  return {
    token,
    refused: end,
    hasEnded: () => ended !== undefined,
    subscribe: (changed) => {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
    signInAgain: async () => {
      const { profile } = await manager.signinPopup()
      if (profile.sub !== person) {
        // What is shown here and what waits to be sent is not theirs: none of it goes on.
        forgetKept()
        location.replace('/')
        return new Promise(() => undefined)
      }
      ended?.resolve()
      ended = undefined
      tell()
    },
    signInByLeaving: leave,
    signOut: async () => {
      await manager.metadataService.getEndSessionEndpoint()
      // Who wants to leave is let go even where this fails: the token stays in no browser, and ends by itself.
      await Promise.allSettled([manager.revokeTokens(['refresh_token'])])
      forgetKept()
      // Cognito's way to say where to come back to; it knows no other.
      await manager.signoutRedirect({
        extraQueryParams: { client_id: config.clientId, logout_uri: `${location.origin}/` },
      })
    },
  }
}
