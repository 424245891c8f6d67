import { forwardRef, type AnchorHTMLAttributes } from 'react';
import { createLink, type LinkComponent } from '@tanstack/react-router';
import './tab-link.css';

interface TabAnchorProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  /** Whether this is what is shown. The address alone does not tell: some tabs share a path. */
  readonly current: boolean;
}

const TabAnchor = forwardRef<HTMLAnchorElement, TabAnchorProps>(function TabAnchor(
  { current, children, ...props },
  ref,
) {
  return (
    <a ref={ref} {...props} className="tab-link" aria-current={current ? 'page' : undefined}>
      {children}
    </a>
  );
});
const TabAnchorLink = createLink(TabAnchor);

/** One of several views beside each other, of which exactly one is shown. */
export const TabLink: LinkComponent<typeof TabAnchor> = (props) => <TabAnchorLink {...props} />;
